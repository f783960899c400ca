import { definePage } from '../define';

export default definePage({
  name: 'add',
  path: '/add',
  group: 'make',
  order: 20,
  key: 'n',
  editors: true,
  load: () => import('./Add.svelte'),
});
