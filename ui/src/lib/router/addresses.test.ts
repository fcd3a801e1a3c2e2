import { describe, expect, it } from 'vitest';
import { addresses, href, match, type ViewName } from './addresses';

const at = (text: string) => match(new URL(text, 'http://x'));

describe('addresses', () => {
  it('leave out what is the default', () => {
    expect(href('happenings')).toBe('/happenings');
    expect(href('happenings', null, { single: false, sort: 'told', offset: 0, actor: '' })).toBe(
      '/happenings',
    );
    expect(href('happenings', null, { actor: 'MLI', single: true, offset: 50 })).toBe(
      '/happenings?actor=MLI&single=true&offset=50',
    );
  });

  it('come back as they went', () => {
    const code = 'ar:محمد / علي?#%';
    const found = at(href('actor', { code }, { at: '2025-07' }));
    expect(found).toMatchObject({ name: 'actor', path: { code }, query: { at: '2025-07', from: '' } });
    const q = 'actor:MLI "القوات المسلحة" & -type:AID + 100%';
    expect(at(href('search', null, { q }))).toMatchObject({ name: 'search', query: { q } });
    const layers = ['event', 'claim'];
    expect(at(href('document', { id: 'abc' }, { layers }))).toMatchObject({ query: { layers } });
  });

  it('take the default for what cannot be read', () => {
    expect(at('/happenings?offset=-3')?.query.offset).toBe(0);
    expect(at('/happenings?offset=x')?.query.offset).toBe(0);
    expect(at('/happenings?offset=999999999')?.query.offset).toBe(100_000);
    expect(at('/happenings?sort=loud')?.query.sort).toBe('told');
    expect(at('/happenings?single=1')?.query.single).toBe(false);
  });

  it('know what is no page', () => {
    expect(at('/nothing')).toBeNull();
    expect(at('/happenings/a/b')).toBeNull();
    expect(at('/actors/%E0%A4%A')).toBeNull();
    expect(at('/happenings/')?.name).toBe('happenings');
  });

  it('are each found by their own path', () => {
    for (const [name, { path }] of Object.entries(addresses))
      expect(at(path.replace(/:[a-z]+/, 'x'))?.name).toBe(name as ViewName);
  });
});
