import { definePage } from '../define';

export default definePage({
  name: 'search',
  path: '/search',
  group: 'read',
  order: 90,
  key: 's',
  load: () => import('./Search.svelte'),
});
