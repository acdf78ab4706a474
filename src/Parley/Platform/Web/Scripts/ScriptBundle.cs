using System.Text;

namespace Parley.Platform.Web.Scripts;

/// <summary>
/// Joins the modules of a script into one classic script, which is what a page with a strict policy loads most easily.
/// No build tool is needed: it is done once, when the script is first asked for.
/// </summary>
internal sealed class ScriptBundle
{
    private readonly Dictionary<string, ScriptModule> _modules = [];
    private readonly List<ScriptModule> _order = [];
    private readonly HashSet<string> _taken = [];
    private readonly ScriptBundle? _under;

    private ScriptBundle(ScriptBundle? under) => _under = under;

    /// <summary>The code of all modules, each after those it imports; not wrapped.</summary>
    public string Code
    {
        get
        {
            var code = new StringBuilder();
            foreach (var module in _order)
                code.Append(module.Code);
            return code.ToString();
        }
    }

    /// <summary>Names this bundle takes from the modules of the one below it.</summary>
    public IReadOnlyCollection<string> Taken => _taken;

    /// <param name="entry">File name of the module to begin with.</param>
    /// <param name="read">Gives a module's source by file name.</param>
    /// <param name="under">A script that is on the page already: its modules are taken from there, not repeated.</param>
    /// <exception cref="FormatException">Modules go round in a circle, lack a name, or two declare the same one.</exception>
    public static ScriptBundle Join(string entry, Func<string, string> read, ScriptBundle? under = null)
    {
        var bundle = new ScriptBundle(under);
        bundle.Add(entry, read, []);
        var twice = bundle._order.SelectMany(module => module.Declared).Concat(bundle._taken)
            .GroupBy(name => name).FirstOrDefault(names => names.Count() > 1);
        return twice is null ? bundle : throw new FormatException($"\"{twice.Key}\" is declared twice in {entry} and what it imports.");
    }

    private void Add(string name, Func<string, string> read, IReadOnlyList<string> way)
    {
        if (way.Contains(name))
            throw new FormatException($"Modules go round in a circle: {string.Join(" → ", way.Append(name))}");
        if (_modules.ContainsKey(name))
            return;
        var module = ScriptModule.Read(name, read(name));
        foreach (var (from, names) in module.Imports)
        {
            var source = _under?._modules.GetValueOrDefault(from);
            if (source is not null)
                _taken.UnionWith(names);
            else
            {
                Add(from, read, [.. way, name]);
                source = _modules[from];
            }
            if (names.Except(source.Exports).FirstOrDefault() is { } missing)
                throw new FormatException($"{name} imports {missing}, which {from} does not export.");
        }
        _modules.Add(name, module);
        _order.Add(module);
    }
}
