import { definePage } from '../define';

export default definePage({ name: 'person', path: '/people/:id', load: () => import('./Person.svelte') });
