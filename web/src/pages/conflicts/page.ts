import { definePage } from '../define';

export default definePage({
  name: 'conflicts',
  path: '/conflicts',
  group: 'check',
  order: 10,
  key: 'c',
  load: () => import('./Conflicts.svelte'),
});
