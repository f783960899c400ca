import { definePage } from '../define';

export default definePage({
  name: 'calendar',
  path: '/calendar',
  group: 'read',
  order: 75,
  key: 'y',
  load: () => import('./Calendar.svelte'),
});
