import { definePage } from '../define';

export default definePage({
  name: 'figures',
  path: '/figures',
  group: 'read',
  order: 50,
  key: 'f',
  load: () => import('./Figures.svelte'),
});
