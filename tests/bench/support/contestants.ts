/** Who drains the queue: each a process that resumes a session which the broker holds already. */
import { mkdtempSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNode } from '../../support/process.ts';
import type { NodeScript } from '../../support/process.ts';
import { writeFlow } from './node-red.ts';

export interface Course {
	brokerPort: number;
	influxPort: number;
	database: string;
	clientId: string;
	topic: string;
}

export interface Contestant {
	name: string;
	start(course: Course): NodeScript;
}

const loopback = (protocol: string, port: number) => `${protocol}://127.0.0.1:${port}`;

/** The product's own river, with its spool on disk. */
export const ours: Contestant = {
	name: 'nyaman',
	start: (course) =>
		startNode('tests/support/river-process.ts', [], {
			env: {
				DATA_DIR: mkdtempSync(join(tmpdir(), 'nyaman-bench-')),
				MQTT_URL: loopback('mqtt', course.brokerPort),
				MQTT_CLIENT_ID: course.clientId,
				MQTT_TOPICS: course.topic,
				INFLUX_URL: loopback('http', course.influxPort),
				INFLUX_DATABASE: course.database,
				LOG_LEVEL: 'error'
			}
		})
};

export const bareLoop: Contestant = {
	name: 'bare loop',
	start: (course) =>
		startNode('tests/bench/support/bare-loop.ts', [], {
			env: {
				MQTT_URL: loopback('mqtt', course.brokerPort),
				CLIENT_ID: course.clientId,
				TOPIC: course.topic,
				WRITE_URL: `${loopback('http', course.influxPort)}/write?db=${course.database}&precision=ms`
			}
		})
};

/** @param folder where its packages are installed */
export function nodeRed(folder: string): Contestant {
	return {
		name: 'node-red',
		start(course) {
			const userDir = writeFlow(course);
			symlinkSync(join(folder, 'node_modules'), join(userDir, 'node_modules'));
			return startNode(join(folder, 'node_modules', 'node-red', 'red.js'), ['-u', userDir], {
				cwd: userDir
			});
		}
	};
}
