import { definePage } from '../define';

export default definePage({
  name: 'people',
  path: '/people',
  group: 'read',
  order: 30,
  key: 'p',
  load: () => import('./People.svelte'),
});
