using Parley.Platform.Web;
using SkiaSharp;

namespace Parley.Accounts.Avatars;

/// <summary>Draws what was uploaded anew, small and square. Nothing of the file itself is kept: no metadata, no second meaning.</summary>
internal static class AvatarImage
{
    /// <summary>A photograph as a telephone takes it.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    /// <summary>Twice what is shown, for dense screens.</summary>
    public const int Side = 128;

    /// <summary>Asked of the header before anything is decoded: a small file may unfold to gigabytes.</summary>
    private const long MaxPixels = 40_000_000;

    private const int MaxFrames = 200, Quality = 80;

    public static Refusal TooHeavy => new("avatar-heavy", 422, "avatar", ("max", MaxBytes / 1024 / 1024));

    /// <returns>The picture as WebP, or why it is none.</returns>
    public static Outcome<byte[]> Draw(byte[] file)
    {
        using var data = SKData.CreateCopy(file);
        using var codec = SKCodec.Create(data);
        if (codec?.EncodedFormat is not (SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png or SKEncodedImageFormat.Webp or SKEncodedImageFormat.Gif))
            return NoPicture;
        var info = codec.Info;
        if ((long)info.Width * info.Height > MaxPixels || codec.FrameCount > MaxFrames)
            return new Refusal("avatar-large", 422, "avatar", ("max", MaxPixels / 1_000_000));
        // Formats that can are decoded smaller at once.
        var size = codec.GetScaledDimensions(Math.Min(1f, 2f * Side / Math.Min(info.Width, info.Height)));
        using var bitmap = new SKBitmap(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        return codec.GetPixels(bitmap.Info, bitmap.GetPixels()) == SKCodecResult.Success
            ? Square(bitmap, codec.EncodedOrigin)
            : NoPicture;
    }

    private static Refusal NoPicture => new("avatar-format", 422, "avatar");

    /// <summary>The square in its middle, the right way up.</summary>
    private static byte[] Square(SKBitmap bitmap, SKEncodedOrigin origin)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Premul));
        var canvas = surface.Canvas;
        canvas.Translate(Side / 2f, Side / 2f);
        Turn(canvas, origin);
        var side = Math.Min(bitmap.Width, bitmap.Height);
        var from = SKRect.Create((bitmap.Width - side) / 2f, (bitmap.Height - side) / 2f, side, side);
        using var image = SKImage.FromBitmap(bitmap);
        canvas.DrawImage(image, from, SKRect.Create(-Side / 2f, -Side / 2f, Side, Side), new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var drawn = surface.Snapshot();
        using var encoded = drawn.Encode(SKEncodedImageFormat.Webp, Quality);
        return encoded.ToArray();
    }

    /// <summary>Cameras write how they were held; what they write is dropped, so the picture itself is turned.</summary>
    private static void Turn(SKCanvas canvas, SKEncodedOrigin origin)
    {
        var (mirrorX, mirrorY, degrees) = origin switch
        {
            SKEncodedOrigin.TopRight => (-1, 1, 0),
            SKEncodedOrigin.BottomRight => (1, 1, 180),
            SKEncodedOrigin.BottomLeft => (1, -1, 0),
            SKEncodedOrigin.LeftTop => (-1, 1, 90),
            SKEncodedOrigin.RightTop => (1, 1, 90),
            SKEncodedOrigin.RightBottom => (1, -1, 90),
            SKEncodedOrigin.LeftBottom => (1, 1, 270),
            _ => (1, 1, 0),
        };
        canvas.Scale(mirrorX, mirrorY);
        canvas.RotateDegrees(degrees);
    }
}
