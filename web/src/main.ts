import { mount } from 'svelte';

import App from './App.svelte';
import { i18n } from './i18n/i18n.svelte';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/print.css';

const target = document.getElementById('app');
if (target) {
  // The words come first, so that nothing is drawn without them.
  i18n.start().finally(() => mount(App, { target }));
}
