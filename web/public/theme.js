// Sets theme and language before the first paint; the content policy allows no inline script.
{
  const root = document.documentElement
  const kept = (key) => {
    try {
      return localStorage.getItem(key)
    } catch {
      return null
    }
  }
  const theme = kept('cxweb.theme')
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  root.dataset.theme = theme && theme !== 'auto' ? theme : dark ? 'dark' : 'light'
  const spoken = [kept('cxweb.language'), ...navigator.languages.map((tag) => tag.slice(0, 2))]
  root.lang = spoken.find((one) => one === 'da' || one === 'en') ?? 'da'
}
