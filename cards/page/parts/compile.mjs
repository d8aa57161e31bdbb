/**
 * Compiles Python with Pyodide's own Python: node compile.mjs PYODIDE FOLDER
 *
 * PYODIDE is the folder of the npm package, FOLDER a folder with sources. Each `.py` in it is replaced with a `.pyc`
 * that holds no time, no path of this machine and no columns, only lines, for tracebacks.
 */
import { pathToFileURL } from "node:url";
import { join, resolve } from "node:path";

const [pyodide, folder] = process.argv.slice(2).map((each) => resolve(each));
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: pyodide, env: { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" } });
python.FS.mkdirTree("/sources");
python.FS.mount(python.FS.filesystems.NODEFS, { root: folder }, "/sources");
python.runPython(`
import pathlib, py_compile, warnings
warnings.simplefilter("ignore")
top = pathlib.Path("/sources")
for source in sorted(top.rglob("*.py")):
    py_compile.compile(
        str(source), str(source.with_suffix(".pyc")), dfile=str(source.relative_to(top)), doraise=True, optimize=0,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )
    source.unlink()
`);
