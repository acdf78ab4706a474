using System.Reflection;
using Parley.BrowserTests.Hosting;
using Xunit.v3;

[assembly: ClosesWindows]

namespace Parley.BrowserTests.Hosting;

/// <summary>
/// Gives a test's windows up once it is over: one that stays open goes on drawing what the tests after it write. The
/// runner does not wait here, so that whoever opens the next window closes them.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ClosesWindowsAttribute : Attribute, IBeforeAfterTestAttribute
{
    public void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
    }

    public void After(MethodInfo methodUnderTest, IXunitTest test) => Browsers.GiveUpWindowsOf(test.UniqueID);
}
