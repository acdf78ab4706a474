using Mono.Cecil;

namespace Parley.Tests.House;

/// <summary>A built assembly, or the part of it under one namespace, as its compiled code stands.</summary>
/// <remarks>
/// The code is read and not the source: within <c>namespace Parley.Comments</c> the name <c>Moderation.X</c> needs no
/// <c>using</c>, and what the compiler generates (state machines, lambdas) counts as well.
/// </remarks>
internal sealed class Codebase : IDisposable
{
    private readonly ModuleDefinition _module;
    private readonly string _root;

    /// <param name="assembly">Path of the assembly; its symbols stand beside it.</param>
    /// <param name="root">The namespace that holds the features.</param>
    public Codebase(string assembly, string root)
    {
        _root = root;
        _module = ModuleDefinition.ReadModule(assembly, new ReaderParameters { ReadSymbols = true });
        Types = [.. _module.GetTypes().Where(IsOwn)];
    }

    /// <summary>Every type under the root, nested and generated ones included.</summary>
    public IReadOnlyList<TypeDefinition> Types { get; }

    public IEnumerable<MethodDefinition> Methods => Types.SelectMany(type => type.Methods);

    /// <summary>All that these types use, each with the place where.</summary>
    public IEnumerable<Use> Uses => Types.SelectMany(House.Uses.Of);

    /// <summary>Whether a type is defined here, under the root.</summary>
    public bool IsOwn(TypeReference type)
    {
        if (!ReferenceEquals(type.Scope, _module))
            return false;
        var space = type.Outermost().Namespace;
        // Top-level statements have no namespace; they belong to a product, whose root is a single word.
        return space == _root || space.StartsWith(_root + ".", StringComparison.Ordinal)
            || (space == "" && !_root.Contains('.') && !type.Outermost().Name.StartsWith('<'));
    }

    /// <returns>The full name without the root: <c>Comments.CommentRules</c>; just the name for a type of the root itself.</returns>
    public string NameOf(TypeReference type)
    {
        var name = type.Outermost().FullName;
        return name.StartsWith(_root + ".", StringComparison.Ordinal) ? name[(_root.Length + 1)..] : name;
    }

    /// <returns><c>Platform.Data</c>, <c>Comments</c>; empty for the root itself.</returns>
    public string FolderOf(TypeReference type)
    {
        var space = type.Outermost().Namespace;
        return space.Length > _root.Length ? space[(_root.Length + 1)..] : "";
    }

    /// <returns>The first part of the folder; empty for the root itself.</returns>
    public string FeatureOf(TypeReference type) => FolderOf(type).Split('.')[0];

    public void Dispose() => _module.Dispose();
}
