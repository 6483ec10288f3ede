const parts = document.getElementById('parts');
const overall = document.getElementById('overall');
const states = ['up', 'degraded', 'down'];

function show(element, state) {
  element.textContent = state;
  element.classList.remove(...states);
  if (states.includes(state)) element.classList.add(state);
}

function row(name, state, instances, latency) {
  const tr = document.createElement('tr');
  for (const text of [name, '', instances, latency]) {
    tr.appendChild(document.createElement('td')).textContent = text;
  }
  tr.children[1].className = 'state';
  show(tr.children[1], state);
  return tr;
}

async function refresh() {
  try {
    const answer = await fetch('/health', { cache: 'no-store', signal: AbortSignal.timeout(4000) });
    const health = await answer.json();
    show(overall, health.status);
    const services = Object.entries(health.services).map(([name, it]) =>
      row(name, it.status, `${it.instances.ready} of ${it.instances.total}`,
        it.latencyMs === null ? '–' : `${it.latencyMs} ms`));
    const engines = Object.entries(health.engines).map(([name, it]) => row(name, it.status, '', ''));
    parts.replaceChildren(...services, ...engines);
  } catch {
    show(overall, 'the gateway does not answer');
    overall.classList.add('down');
  }
}

refresh();
setInterval(() => { if (!document.hidden) refresh(); }, 5000);
