import { mermaidOf } from '../../../lib/wiring/picture/mermaid';
import { container, controllerService, documents, gateway, service, streamMap, workload } from '../support/yaml';
import { draw } from './drawing';

test('a picture with everything', () => {
  const input = gateway({
    'service.yaml': controllerService({ ports: ['{ name: x, port: 9001 }'] }),
    'tcp.yaml': streamMap({ entries: ['"9000": default/web:80', '"9002": default/gone:80'] }),
    'web.yaml': workload({ containers: [container('main')] }),
  });
  expect(mermaidOf(draw({ input }))).toMatchSnapshot();
});

test('nothing to draw', () => {
  expect(mermaidOf(draw({ input: workload() }))).toMatchSnapshot();
});

test('what is a sign of Mermaid or HTML is written as its number', () => {
  const input = streamMap({ entries: ['"9000": default/web:80', `'x"y': 'a<b>&c;#d [e] {f} |g| \`h\`'`] });
  expect(mermaidOf(draw({ input }))).toContain(
    '["x#34;y a#60;b#62;#38;c#59;#35;d #91;e#93; #123;f#125; #124;g#124; #96;h#96;<br/>stream-key-invalid"]',
  );
});

test('ids are those of before when a port is added', () => {
  const ids = (ports: readonly string[]): string[] => {
    const text = mermaidOf(draw({ input: documents(service({ ports, more: ['type: LoadBalancer'] }), workload()) }));
    return [...text.matchAll(/^ {4}(\w+)\[/gm)].map(([, id]) => id);
  };
  const one = ids(['{ name: b, port: 20, targetPort: 8080 }']);
  const two = ids(['{ name: a, port: 10, targetPort: 8080 }', '{ name: b, port: 20, targetPort: 8080 }']);
  expect(two).toEqual(expect.arrayContaining(one));
  expect(new Set(two).size).toBe(5);
});

test('names that differ in signs only have ids of their own', () => {
  const one = service({ name: 'a-b', more: ['type: LoadBalancer'] });
  const other = service({ name: 'a.b', more: ['type: LoadBalancer'] });
  const text = mermaidOf(draw({ input: documents(one, other, workload()) }));
  expect(text).toContain('subgraph s_default_a_b["Service default/a-b"]');
  expect(text).toContain('subgraph s_default_a_b_2["Service default/a.b"]');
});
