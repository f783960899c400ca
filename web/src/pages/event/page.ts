import { definePage } from '../define';

export default definePage({ name: 'event', path: '/events/:id', load: () => import('./Event.svelte') });
