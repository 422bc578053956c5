import { html, type TemplateResult } from 'lit';
import type { Store } from '../store.js';
import { timeLeft } from '../time.js';
import type { Message, Poll } from '../types.js';

function count(number: number): string {
	return number === 1 ? '1 vote' : `${number} votes`;
}

/** A poll with its answers as buttons: one press votes, another takes the vote back. */
export function drawPoll(message: Message, poll: Poll, store: Store): TemplateResult {
	const results = new Map(poll.results?.answer_counts.map((one) => [one.id, one]));
	const total = [...results.values()].reduce((sum, one) => sum + one.count, 0);
	const over = poll.results?.is_finalized || (poll.expiry !== null && Date.parse(poll.expiry) <= Date.now());
	const vote = (answer: number): void => {
		void store.act({ do: 'vote', channel: message.channel_id, message: message.id, answer });
	};
	const answer = ({ answer_id: id, poll_media: media }: Poll['answers'][number]): TemplateResult => {
		const mine = results.get(id)?.me_voted ?? false;
		const votes = results.get(id)?.count ?? 0;
		const share = total ? Math.round((100 * votes) / total) : 0;
		return html`<button class="poll-answer" aria-pressed=${mine} ?disabled=${over} @click=${() => vote(id)}>
			<span class="poll-bar" style="width: ${share}%"></span>
			<span class="poll-text">${media.emoji?.name ? `${media.emoji.name} ` : ''}${media.text}</span>
			<span class="poll-count">${count(votes)}${total ? ` · ${share}%` : ''}${mine ? ' ✓' : ''}</span>
		</button>`;
	};
	return html`<section slot="embeds" class="poll" aria-label="Poll: ${poll.question.text}">
		<h3>${poll.question.text}</h3>
		<p class="hint">${over ? 'This poll is closed.' : poll.allow_multiselect ? 'Select one or more answers' : 'Select one answer'}</p>
		${poll.answers.map(answer)}
		<p class="hint">${count(total)}${over || !poll.expiry ? '' : ` · ${timeLeft(poll.expiry)} left`}</p>
	</section>`;
}
