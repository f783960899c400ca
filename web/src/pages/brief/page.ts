import { definePage } from '../define';

export default definePage({
  name: 'brief',
  path: '/brief',
  group: 'make',
  order: 10,
  key: 'b',
  load: () => import('./Brief.svelte'),
});
