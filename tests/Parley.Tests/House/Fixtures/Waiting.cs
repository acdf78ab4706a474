namespace Parley.Tests.House.Fixtures.Live;

internal sealed class Waiting
{
    public static async void Forgotten() => await Task.Yield();

    public static Action InLambda() => async () => await Task.Yield();

    public static int Result(Task<int> task) => task.Result;

    public static void Waited(Task task) => task.Wait();

    public static int Got(Task<int> task) => task.GetAwaiter().GetResult();

    public static async Task<int> GotWhileAsync(Task<int> task)
    {
        await Task.Yield();
        return task.GetAwaiter().GetResult();
    }

    public static async Task<int> Awaited(Task<int> task, IAsyncDisposable thing)
    {
        await using var held = thing.ConfigureAwait(false);
        await foreach (var number in Numbers())
            if (number > 1)
                return number;
        return await task.ConfigureAwait(false);
    }

    private static async IAsyncEnumerable<int> Numbers()
    {
        await Task.Yield();
        yield return 1;
    }
}

internal sealed class PostManager;

internal abstract class ScreenBase<T>;

internal sealed class Database;

internal sealed class Long
{
    public static int Short() => 1;

    public static int Tall(int number)
    {
        number++;










        return number;
    }

    public static async Task TallAndAwaited()
    {
        await Task.Yield();










        await Task.Yield();
    }
}
