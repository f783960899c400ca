import { definePage } from '../define';

export default definePage({
  name: 'sources',
  path: '/sources',
  group: 'read',
  order: 80,
  key: 'd',
  load: () => import('./Sources.svelte'),
});
