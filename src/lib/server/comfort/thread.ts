/** Judges comfort in a thread of its own, so that a year of rooms never delays a page. */
import { parentPort, workerData } from 'node:worker_threads';
import { answerOf, judgeOne, judging } from './judge-rooms.ts';
import { hasRollups, QuarterMeans } from './quarter-means.ts';
import type { Answer, Asked, ComfortAnswer, ComfortQuestion } from './questions.ts';

const port = parentPort;
if (port === null) throw new Error('thread.ts is the entry of a worker thread');
const { dataDir }: { dataDir: string } = workerData;

function answer(question: ComfortQuestion): ComfortAnswer {
	const reader = new QuarterMeans(dataDir);
	try {
		const setting = judging(question, reader);
		return answerOf(
			setting,
			question.rooms.map((room) => judgeOne(setting, room))
		);
	} finally {
		reader.close();
	}
}

function work({ id, question }: Asked): void {
	try {
		if (hasRollups(dataDir)) say({ id, answer: answer(question) });
		else say({ id, unavailable: 'the history has not been summed up yet' });
	} catch (error) {
		// Whatever it is, the one who asked is told, and the thread answers the next.
		say({ id, unavailable: error instanceof Error ? error.message : String(error) });
	}
}

function say(message: Answer): void {
	port?.postMessage(message);
}

port.on('message', (message: Asked | 'close') => {
	if (message === 'close') port.close();
	else work(message);
});
