import { editor } from 'monaco-editor/editor';

type Colours = Record<
  'ink' | 'muted' | 'accent' | 'soft' | 'string' | 'warning' | 'surface' | 'line',
  string
>;

/** The same colours as the page's, which are in style/token.css; Monaco takes no CSS variables. */
const light: Colours = {
  ink: '1e2022',
  muted: '5d6064',
  accent: '0b655e',
  soft: 'e1efed',
  string: '8a3b12',
  warning: '5b3fa0',
  surface: 'ffffff',
  line: 'f2f0eb',
};

const dark: Colours = {
  ink: 'e8e6e2',
  muted: 'a4a8ac',
  accent: '63c7bb',
  soft: '19332f',
  string: 'e6b08a',
  warning: 'bda6f2',
  surface: '1b1e21',
  line: '22262a',
};

/** Follows the page between light and dark until the returned function is called. */
export function followTheme(): () => void {
  define('sievekit-light', 'vs', light);
  define('sievekit-dark', 'vs-dark', dark);
  const query = matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => editor.setTheme(query.matches ? 'sievekit-dark' : 'sievekit-light');
  apply();
  query.addEventListener('change', apply);
  return () => query.removeEventListener('change', apply);
}

function define(name: string, base: 'vs' | 'vs-dark', colours: Colours): void {
  editor.defineTheme(name, {
    base,
    inherit: true,
    rules: [
      { token: '', foreground: colours.ink },
      { token: 'comment', foreground: colours.muted, fontStyle: 'italic' },
      { token: 'keyword', foreground: colours.accent, fontStyle: 'bold' },
      { token: 'type', foreground: colours.accent },
      { token: 'function', foreground: colours.ink },
      { token: 'method', foreground: colours.accent },
      { token: 'parameter', foreground: colours.warning },
      { token: 'attribute.name', foreground: colours.warning },
      { token: 'variable', foreground: colours.warning },
      { token: 'number', foreground: colours.warning },
      { token: 'string', foreground: colours.string },
      { token: 'string.escape', foreground: colours.warning },
      { token: 'delimiter', foreground: colours.muted },
    ],
    colors: {
      'editor.background': `#${colours.surface}`,
      'editor.foreground': `#${colours.ink}`,
      'editor.lineHighlightBackground': `#${colours.line}`,
      'editor.lineHighlightBorder': '#00000000',
      'editorLineNumber.foreground': `#${colours.muted}`,
      'editorLineNumber.dimmedForeground': `#${colours.muted}`,
      'editorLineNumber.activeForeground': `#${colours.ink}`,
      'editorCursor.foreground': `#${colours.accent}`,
      focusBorder: `#${colours.accent}`,
      'editorWidget.background': `#${colours.surface}`,
      'widget.border': `#${colours.muted}`,
      'menu.background': `#${colours.surface}`,
      'menu.foreground': `#${colours.ink}`,
      'menu.border': `#${colours.muted}`,
      'menu.selectionBackground': `#${colours.soft}`,
      'menu.selectionForeground': `#${colours.ink}`,
      'editorSuggestWidget.background': `#${colours.surface}`,
      'editorSuggestWidget.border': `#${colours.muted}`,
      'editorSuggestWidget.foreground': `#${colours.ink}`,
      'editorSuggestWidget.highlightForeground': `#${colours.accent}`,
      'editorSuggestWidget.focusHighlightForeground': `#${colours.accent}`,
      'editorSuggestWidget.selectedBackground': `#${colours.soft}`,
      'editorSuggestWidget.selectedForeground': `#${colours.ink}`,
      'editorHoverWidget.background': `#${colours.surface}`,
      'editorHoverWidget.foreground': `#${colours.ink}`,
      'editorHoverWidget.highlightForeground': `#${colours.accent}`,
      'editorHoverWidget.border': `#${colours.muted}`,
      'textLink.foreground': `#${colours.accent}`,
      'quickInput.background': `#${colours.surface}`,
      'quickInput.foreground': `#${colours.ink}`,
      'quickInputList.focusBackground': `#${colours.soft}`,
      'quickInputList.focusForeground': `#${colours.ink}`,
      ...Object.fromEntries(
        [1, 2, 3].map((depth) => [`editorBracketHighlight.foreground${depth}`, `#${colours.ink}`]),
      ),
    },
  });
}
