import { definePage } from '../define';

export default definePage({
  name: 'agreements',
  path: '/agreements',
  group: 'read',
  order: 40,
  key: 'a',
  load: () => import('./Agreements.svelte'),
});
