import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { load_messages, settings } from './lib/i18n';

async function start(): Promise<void> {
  await load_messages(settings.language);
  mount(App, { target: document.getElementById('app')! });
}

void start();
