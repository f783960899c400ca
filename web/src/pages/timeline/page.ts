import { definePage } from '../define';

export default definePage({
  name: 'timeline',
  path: '/timeline',
  group: 'read',
  order: 20,
  key: 't',
  load: () => import('./Timeline.svelte'),
});
