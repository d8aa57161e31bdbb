/**
 * Compiles Python with Pyodide's own Python: node compile.mjs PYODIDE FOLDER
 *
 * PYODIDE is the folder of the npm package, FOLDER a folder with sources. Each `.py` in it is replaced with a `.pyc`
 * that holds no time, no path of this machine, no docstring and no columns, only lines, for tracebacks.
 */
import { pathToFileURL } from "node:url";
import { join, resolve } from "node:path";

const [pyodide, folder] = process.argv.slice(2).map((each) => resolve(each));
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: pyodide, env: { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" } });
python.FS.mkdirTree("/sources");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/sources");
python.runPython(`
import ast, importlib.util, marshal, pathlib, warnings
warnings.simplefilter("ignore")
top = pathlib.Path("/sources")
unchecked = importlib.util.MAGIC_NUMBER + (0b01).to_bytes(4, "little")  # PEP 552: by a digest that nobody checks

def is_text(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)

def without_docstrings(tree):
    """Assertions stay, which optimize=2 would remove too. A dataclass without a docstring would make itself one."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            if node.body and is_text(node.body[0]):
                node.body[0].value.value = "." if isinstance(node, ast.ClassDef) else ""
    return tree

for source in sorted(top.rglob("*.py")):
    data = source.read_bytes()
    code = compile(without_docstrings(ast.parse(data)), str(source.relative_to(top)), "exec", dont_inherit=True, optimize=0)
    digest = importlib.util.source_hash(data)
    source.with_suffix(".pyc").write_bytes(unchecked + digest + marshal.dumps(code))
    source.unlink()
`);
