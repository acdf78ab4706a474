using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Parley.Platform.Web;

namespace Parley.Sites;

/// <summary>One setting as declared on <see cref="SiteSettings"/>.</summary>
internal sealed class SettingDeclaration
{
    public static readonly IReadOnlyList<SettingDeclaration> All =
    [
        .. from property in typeof(SiteSettings).GetProperties()
        let declared = property.GetCustomAttribute<SettingAttribute>()
        where declared is not null
        select new SettingDeclaration(property, declared),
    ];

    private static readonly SiteSettings Defaults = new();

    private readonly PropertyInfo _property;
    private readonly SettingAttribute _declared;

    private SettingDeclaration(PropertyInfo property, SettingAttribute declared) => (_property, _declared) = (property, declared);

    public string Name => _declared.Name;

    public string Unit => _declared.Unit;

    public string Reason => _declared.Reason;

    /// <summary>The screen whose page it stands on; empty for the site's own page.</summary>
    public string Screen => _declared.Screen;

    public string Default => Read(Defaults);

    /// <summary>What may be set, in words: <c>0 to 1440</c>, <c>newest, oldest, replies</c>, <c>yes or no</c>.</summary>
    public string Range => _property.PropertyType == typeof(bool) ? "yes, no"
        : Choices.Length > 0 ? string.Join(", ", Choices)
        : _property.PropertyType == typeof(int) ? $"{_declared.Min} to {_declared.Max}"
        : _declared.Shape.Length > 0 && Default.Length > 0 ? $"like {Default}, up to {_declared.Max} characters"
        : $"up to {_declared.Max} characters";

    /// <summary>The words allowed; empty when it is no choice.</summary>
    public IReadOnlyList<string> Words => _property.PropertyType == typeof(bool) ? ["yes", "no"] : Choices;

    /// <summary>Whether it is a text of several lines.</summary>
    public bool IsText => _property.PropertyType == typeof(string) && Choices.Length == 0 && _declared.Shape.Length == 0;

    private string[] Choices => _declared.Choices.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public static SettingDeclaration? Find(string name) => All.FirstOrDefault(one => one.Name == name);

    /// <summary>Settings from the texts stored; what is unknown or no longer in range falls back to its default.</summary>
    public static SiteSettings Apply(IEnumerable<KeyValuePair<string, string>> stored)
    {
        var settings = new SiteSettings();
        foreach (var (name, text) in stored)
            if (Find(name) is { } one && one.TryParse(text, out var value) is null)
                one._property.SetValue(settings, value);
        return settings;
    }

    /// <summary>The value as its text.</summary>
    public string Read(SiteSettings settings) => _property.GetValue(settings) switch
    {
        true => "yes",
        false => "no",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Whether a text may be stored for this setting.</summary>
    public Refusal? MayBe(string text) => TryParse(text, out _);

    private bool HasShape(string text) => _declared.Shape.Length == 0
        || Regex.IsMatch(text, $"^(?:{_declared.Shape})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private Refusal? TryParse(string text, out object? value)
    {
        value = null;
        if (_property.PropertyType == typeof(bool))
            value = text switch { "yes" or "true" => true, "no" or "false" => false, _ => null };
        else if (_property.PropertyType == typeof(int))
            value = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && number >= _declared.Min && number <= _declared.Max ? number : null;
        else if (Choices.Length > 0)
            value = Choices.Contains(text) ? text : null;
        else
            value = text.Length <= _declared.Max && HasShape(text) ? text : null;
        return value is null ? new Refusal("setting-range", 422, Name, ("name", Name), ("range", Range)) : null;
    }
}
