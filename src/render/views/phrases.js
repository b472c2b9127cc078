// What the scripts of this site say, in its language: archivePhrase(key, values).
(() => {
  const [lang, phrases] = PHRASES;
  const rules = new Intl.PluralRules(lang);
  const { format } = new Intl.NumberFormat(lang, { numberingSystem: "latn" });
  const words = (value) => (typeof value === "number" ? format(value) : value);
  window.archivePhrase = (key, values = {}) => {
    const forms = phrases[key] ?? {};
    const pattern = typeof forms === "string" ? forms : forms[rules.select(values.n ?? 0)] ?? forms.other ?? key;
    return pattern.replace(/\{(\w+)\}/g, (whole, name) => words(values[name] ?? whole));
  };
})();
