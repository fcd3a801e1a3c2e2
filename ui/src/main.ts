import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { load_messages, settings } from './lib/i18n';

async function start(): Promise<void> {
  const target = document.getElementById('app')!;
  try {
    await load_messages(settings.language);
  } catch {
    // No message of any language came.
    target.textContent = 'isnad: لا يجيب الخادم. · The server does not answer. · Le serveur ne répond pas.';
    return;
  }
  mount(App, { target });
}

void start();
