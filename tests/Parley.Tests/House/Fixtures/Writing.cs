using System.Security.Cryptography;

namespace Parley.Tests.House.Fixtures.Platform.Data
{
    internal sealed class ParleyContext;

    internal interface IWriteDoor
    {
        Task<T> Write<T>(Func<ParleyContext, Task<T>> work);
    }
}

namespace Parley.Tests.House.Fixtures.Moderation
{
    using Parley.Tests.House.Fixtures.Platform.Data;

    internal interface IScreen
    {
        bool Passes(string text);
    }

    internal sealed class Writing(IWriteDoor door, IScreen screen)
    {
        public Task<byte[]> Hashed(byte[] text) => door.Write(db => Task.FromResult(SHA256.HashData(text)));

        public Task<string> RenderedFurtherDown(string text) => door.Write(async db =>
        {
            await Task.Yield();
            return Render(text);
        });

        public Task<bool> Screened(string text) => door.Write(db => Task.FromResult(screen.Passes(text)));

        public async Task<string> RenderedBefore(string text)
        {
            var html = Render(text);
            return await door.Write(db => Task.FromResult(html));
        }

        private static string Render(string text) => Markdig.Markdown.ToHtml(text);
    }
}
