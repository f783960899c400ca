/** Light, dark, or as the system has it. */
import { stored } from './stored';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

class Look {
  theme = $state<Theme>('auto');

  start(): void {
    const kept = stored.get('theme');
    this.choose(THEMES.find((theme) => theme === kept) ?? 'auto');
  }

  choose(theme: Theme): void {
    this.theme = theme;
    stored.set('theme', theme);
    if (theme === 'auto') {
      document.documentElement.removeAttribute('data-theme');
    } else {
      document.documentElement.setAttribute('data-theme', theme);
    }
  }

  next(): void {
    this.choose(THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length] ?? 'auto');
  }
}

export const look = new Look();
