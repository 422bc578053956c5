import { html, nothing, render, type TemplateResult } from 'lit';
import './skyra.js';
import './view/command-form.js';
import './view/composer.js';
import './view/modal.js';
import './view/select.js';
import { FIRST_CHANNEL, placeInHash, Store } from './store.js';
import { drawChannel } from './view/channel.js';
import { drawDialog } from './view/dialogs.js';
import { drawMenu } from './view/menu.js';
import { drawMembers, drawSidebar } from './view/sidebar.js';

/** How near to the end, in pixels, still counts as "reading the newest". */
const NEAR_END = 120;

const FIRST_PERSON = 'ada';

const store = new Store();
const root = document.getElementById('app')!;
let version = 0;
let lastPlace = '';
let lastHighlight: string | null = null;
let stick = true;

function banner(): TemplateResult | typeof nothing {
	if (store.connection === 'lost') {
		return html`<div class="banner lost" role="alert">
			The connection to the sandbox is lost. Trying again by itself… <button @click=${() => store.retry()}>Try now</button>
		</div>`;
	}
	if (store.state && !store.state.bot.online) {
		return html`<div class="banner" role="status">${store.nameOf(store.state.bot.user.id, store.state.bot.user)} is offline: nobody answers commands and buttons.</div>`;
	}
	return nothing;
}

function script(): TemplateResult | typeof nothing {
	const line = store.script;
	if (!line) return nothing;
	return html`<div class="banner script" role="status">
		${line.done ? 'The scripted conversation is over. Now it is your turn.' : html`Script ${line.line}/${line.of} · ${line.text}`}
		<button aria-label="Hide" @click=${() => ((store.script = null), store.changed())}>✕</button>
	</div>`;
}

function toasts(): TemplateResult {
	return html`<div class="toasts">
		${store.toasts.map(
			(toast) =>
				html`<div class="toast ${toast.kind}" role=${toast.kind === 'error' ? 'alert' : 'status'}>
					<span>${toast.text}</span><button class="close" aria-label="Close" @click=${() => store.dropToast(toast.id)}>✕</button>
				</div>`
		)}
	</div>`;
}

function page(): TemplateResult {
	const columns = store.state
		? html`${drawSidebar(store)}
				<div class="shade" @click=${() => ((store.sidebarOpen = false), store.changed())}></div>
				${drawChannel(store, ++version)}${drawMembers(store)}`
		: html`<p class="boot" role="status">Opening the sandbox…</p>`;
	return html`<div class="page">
		${banner()} ${script()}
		<div class="columns ${store.sidebarOpen ? 'sidebar-open' : ''}">${columns}</div>
		${drawMenu(store)} ${drawDialog(store)} <modal-form .modal=${store.modal} .store=${store}></modal-form> ${toasts()}
	</div>`;
}

function title(): string {
	const unread = (store.state?.channels ?? []).reduce((sum, channel) => sum + store.unread(channel.id), 0);
	const name = store.current?.name ?? '';
	return `${unread ? `(${unread}) ` : ''}${name ? `#${name} · ` : ''}Evenhand sandbox`;
}

/** Stays at the end while one reads there; a jump goes to its message; otherwise nothing moves. */
function scroll(): void {
	const scroller = document.getElementById('scroller');
	if (!scroller) return;
	const place = `${store.as}/${store.at}`;
	if (place !== lastPlace) {
		lastPlace = place;
		stick = true;
		let top = 0;
		scroller.onscroll = () => {
			// Only going up lets go of the end: when the list grows, its end moves away without anybody scrolling.
			const near = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END;
			if (near || scroller.scrollTop < top) stick = near;
			top = scroller.scrollTop;
		};
		const list = scroller.firstElementChild;
		// The components draw themselves a moment later and pictures arrive later still: follow the growth.
		if (list) growth.disconnect();
		if (list) growth.observe(list);
	}
	if (store.toEnd) stick = true;
	store.toEnd = false;
	if (store.highlighted && store.highlighted !== lastHighlight) {
		stick = false;
		const message = document.getElementById(`m-${store.highlighted}`);
		message?.scrollIntoView({ block: 'center' });
		message?.focus({ preventScroll: true });
	} else if (stick) scroller.scrollTop = scroller.scrollHeight;
	lastHighlight = store.highlighted;
}

const growth = new ResizeObserver(() => {
	const scroller = document.getElementById('scroller');
	if (scroller && stick) scroller.scrollTop = scroller.scrollHeight;
});

store.onChange(() => {
	render(page(), root);
	document.title = title();
	scroll();
});

/** Links into this server open here; they never leave the page. */
document.addEventListener('click', (event) => {
	const link = event.composedPath().find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement && one.href !== '');
	if (link && store.jump(link.href)) event.preventDefault();
});
document.addEventListener('visibilitychange', () => {
	store.markRead();
	store.changed();
});
window.addEventListener('hashchange', () => store.fromHash());
matchMedia('(prefers-color-scheme: light)').addEventListener('change', () => location.reload());
setInterval(() => store.changed(), 30_000); // relative times and timeouts

root.replaceChildren();
const { as, wanted } = placeInHash();
store.become(as || FIRST_PERSON, wanted || FIRST_CHANNEL);
