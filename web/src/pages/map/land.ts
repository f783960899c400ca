/** The shape of the land and the borders of states today, out of the program itself: no tile server is asked. */
import { geoGraticule10, type GeoPermissibleObjects } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'world-atlas/countries-110m.json';

const topology = atlas as unknown as Topology<{ countries: GeometryCollection; land: GeometryCollection }>;

export const land: GeoPermissibleObjects = feature(topology, topology.objects.land);

export const borders: GeoPermissibleObjects = mesh(topology, topology.objects.countries, (one, other) => one !== other);

export const graticule: GeoPermissibleObjects = geoGraticule10();
