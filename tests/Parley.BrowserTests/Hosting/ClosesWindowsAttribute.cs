using System.Reflection;
using Parley.BrowserTests.Hosting;
using Xunit.v3;

[assembly: ClosesWindows]

namespace Parley.BrowserTests.Hosting;

/// <summary>Closes a test's windows once it is over: one that stays open goes on drawing what the tests after it write.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ClosesWindowsAttribute : Attribute, IBeforeAfterTestAttribute
{
    public ValueTask Before(MethodInfo methodUnderTest, IXunitTest test) => default;

    public ValueTask After(MethodInfo methodUnderTest, IXunitTest test) => Browsers.CloseWindowsOf(test.UniqueID);
}
