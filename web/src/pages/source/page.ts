import { definePage } from '../define';

export default definePage({ name: 'source', path: '/sources/:id', load: () => import('./Source.svelte') });
