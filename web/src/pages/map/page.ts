import { definePage } from '../define';

export default definePage({
  name: 'map',
  path: '/map',
  group: 'read',
  order: 70,
  key: 'm',
  load: () => import('./Map.svelte'),
});
