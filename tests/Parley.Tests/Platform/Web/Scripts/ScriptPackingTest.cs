using Parley.Platform.Web.Scripts;

namespace Parley.Tests.Platform.Web.Scripts;

public sealed class ScriptPackingTest
{
    [Theory]
    [InlineData("const number = 1;\nuse(number + number);", "let a=1;use(a+a);")]
    [InlineData("const one = 1;\nconst two = (x) => x;\nuse(two);\nconst three = 3;\nif (two) {\n  const four = 4;\n}\nconst { five } = 5;\nconst six = 6;", "let e=1,a=x=>x;use(a);let g=3;if(a){let d=4}\nlet{five:c}=5,f=6;")]
    [InlineData("function half(whole) {\n  return whole / 2;\n}\nhalf(4);", "function a(b){return b/2}\na(4);")]
    [InlineData("const { first, second: third } = list;\nuse(first, third);", "let{first:a,second:b}=list;use(a,b);")]
    [InlineData("const first = 1;\nuse({ first, other: first, first: 2 });", "let a=1;use({first:a,other:a,first:2});")]
    [InlineData("const { first = [], ...others } = list;\nuse(first, others);", "let{first:a=[],...b}=list;use(a,b);")]
    [InlineData("list.forEach(({ inner }) => inner.outer(inner));", "list.forEach(({inner:a})=>a.outer(a));")]
    [InlineData("const make = (name) => ({ method(part) { return part; }, make });", "let a=name=>({method(b){return b},make:a});")]
    [InlineData("class Kind {\n  #inner = 1;\n\n  method(value) {\n    return this.#inner + value;\n  }\n}", "class b{#inner=1;method(a){return this.#inner+a}}")]
    public void Own_names_become_short_and_others_stay(string code, string packed) => Assert.Equal(packed + "\n", ScriptPacking.Pack(code));

    [Theory]
    [InlineData("go(document.title, history.state);", "go(document.title,history.state);")]
    [InlineData("const text = `${count(`a ${b}`)} c`;\nuse(text);", "let a=`${count(`a ${b}`)} c`;use(a);")]
    [InlineData("use(/[/'\"]+ a/.test(word), total / 2 / 3);", "use(/[/'\"]+ a/.test(word),total/2/3);")]
    [InlineData("const chosen = a ? b : c;\nuse({ key: chosen ? a : chosen });", "let d=a?b:c;use({key:d?a:d});")]
    [InlineData("use(a + +b, a - -b, typeof a);", "use(a+ +b,a- -b,typeof a);")]
    public void What_means_something_stays(string code, string packed) => Assert.Equal(packed + "\n", ScriptPacking.Pack(code));

    [Fact]
    public void A_line_break_that_ends_a_statement_stays() =>
        Assert.Equal("use(1)\nuse(2)\nuse({a:1})\n", ScriptPacking.Pack("use(1)\nuse(2)\nuse({\n  a: 1\n})\n"));

    [Theory]
    [InlineData("a('never closed)")]
    [InlineData("a(`never closed)")]
    [InlineData("a @ b")]
    public void What_it_does_not_know_is_an_error(string code) => Assert.Throws<FormatException>(() => ScriptPacking.Pack(code));
}
