/** `npm start`: the dashboard of a real building. */
import { endOnSignal, main, serve } from './serve.ts';

await main(async () => {
	const { address, config, end } = await serve(process.env);
	endOnSignal(end);
	const broker = config.mqtt.url ?? `mqtt://${config.broker.host}:${config.broker.port} (embedded)`;
	const store = config.influx ? `InfluxDB at ${config.influx.url}` : `SQLite in ${config.dataDir}`;
	console.log(`Nyaman is at ${address} · readings from ${broker} · stored in ${store}`);
});
