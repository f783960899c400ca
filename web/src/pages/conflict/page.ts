import { definePage } from '../define';

export default definePage({ name: 'conflict', path: '/conflicts/:id', load: () => import('./Conflict.svelte') });
