import { definePage } from '../define';

export default definePage({
  name: 'log',
  path: '/log',
  group: 'check',
  order: 30,
  key: 'l',
  load: () => import('./Log.svelte'),
});
