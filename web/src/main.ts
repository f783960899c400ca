import { mount } from 'svelte';

import { get } from './api/client';
import App from './App.svelte';
import { i18n } from './i18n/i18n.svelte';
import { pageAt } from './pages/registry';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/print.css';

// The page of the address comes while the words do.
void pageAt(location.pathname)?.page.load().catch(() => undefined);

// Who asks is told meanwhile too; the program says itself what to do where the answer fails.
const session = get('/api/v1/session');
session.catch(() => undefined);

const target = document.getElementById('app');
if (target) {
  // The words come first, so that nothing is drawn without them.
  i18n.start().finally(() => mount(App, { target, props: { session } }));
}
