/** What all pages know of the dossier: its overview, asked for once and again when the record changes. */
import { type Resource, resource } from '../api/resource.svelte';
import type { Overview } from '../api/types';

class Dossier {
  #overview = $state.raw<Resource<Overview> | null>(null);

  /** Begins to read it; called once, by the frame that all pages stand in. */
  begin(): Resource<Overview> {
    this.#overview = resource('/api/v1/overview');
    return this.#overview;
  }

  get overview(): Resource<Overview> {
    return this.#overview ?? this.begin();
  }

  /** Codes of the parties that it is about. */
  get parties(): readonly string[] {
    return this.#overview?.data?.parties ?? [];
  }
}

export const dossier = new Dossier();
