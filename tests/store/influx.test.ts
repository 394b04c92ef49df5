import { afterAll } from 'vitest';
import { startInflux } from '../support/influx.ts';
import { storeContract } from './contract.ts';
import { openFreshInflux } from './open-fresh.ts';

const influx = await startInflux();
afterAll(() => influx.close());
storeContract('influxdb', () => openFreshInflux(influx));
