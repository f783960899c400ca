import { definePage } from '../define';

export default definePage({
  name: 'overview',
  path: '/',
  group: 'read',
  order: 10,
  key: 'o',
  load: () => import('./Overview.svelte'),
});
