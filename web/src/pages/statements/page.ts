import { definePage } from '../define';

export default definePage({
  name: 'statements',
  path: '/statements',
  group: 'read',
  order: 60,
  key: 'w',
  load: () => import('./Statements.svelte'),
});
