/** All messages of this language: the common ones, and those that lie beside each page. */
const texts = import.meta.glob<string>(['./en.ftl', '../pages/*/en.ftl'], { query: '?raw', import: 'default', eager: true });

export default Object.values(texts);
