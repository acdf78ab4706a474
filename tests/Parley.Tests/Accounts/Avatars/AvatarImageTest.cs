using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Parley.Accounts.Avatars;
using SkiaSharp;

namespace Parley.Tests.Accounts.Avatars;

public sealed class AvatarImageTest
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Png, 400, 300)]
    [InlineData(SKEncodedImageFormat.Jpeg, 3000, 2000)]
    [InlineData(SKEncodedImageFormat.Webp, 20, 20)]
    public void A_picture_becomes_a_small_square_of_our_own(SKEncodedImageFormat format, int width, int height)
    {
        var drawn = AvatarImage.Draw(Picture(format, width, height)).Value!;

        using var codec = SKCodec.Create(SKData.CreateCopy(drawn));
        Assert.Equal((SKEncodedImageFormat.Webp, AvatarImage.Side, AvatarImage.Side), (codec.EncodedFormat, codec.Info.Width, codec.Info.Height));
    }

    [Fact]
    public void What_a_camera_wrote_into_it_is_gone_and_it_stands_upright()
    {
        // Held on its side: what is left in the file is up.
        var file = WithExif(Picture(SKEncodedImageFormat.Jpeg, 200, 200), orientation: 6, "48.2082 N, 16.3738 E");

        var drawn = AvatarImage.Draw(file).Value!;

        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(drawn), StringComparison.Ordinal);
        Assert.DoesNotContain("16.3738", Encoding.Latin1.GetString(drawn), StringComparison.Ordinal);
        using var bitmap = SKBitmap.Decode(drawn);
        Assert.True(bitmap.GetPixel(64, 20).Red > 200, "its left half, red, is above");
        Assert.True(bitmap.GetPixel(64, 108).Blue > 200, "its right half, blue, is below");
    }

    [Fact]
    public void What_hides_behind_a_picture_is_dropped()
    {
        var drawn = AvatarImage.Draw([.. Picture(SKEncodedImageFormat.Png, 50, 50), .. "<script>alert(1)</script>"u8]).Value!;

        Assert.DoesNotContain("script", Encoding.Latin1.GetString(drawn), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30_000, 30_000)]
    [InlineData(8_000, 6_000)]
    [InlineData(2_000_000, 30)]
    public void A_picture_that_would_fill_the_memory_is_not_decoded(int width, int height) =>
        Assert.Matches("^avatar-(large|format)$", AvatarImage.Draw(Png(width, height)).Refusal!.Code);

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>")]
    [InlineData("<!DOCTYPE html><script>alert(1)</script>")]
    [InlineData("%PDF-1.7")]
    [InlineData("BM")]
    [InlineData("GIF89a")]
    [InlineData("")]
    [InlineData("\u0089PNG\r\n\u001a\n")]
    public void What_is_no_picture_is_refused(string content) =>
        Assert.Equal("avatar-format", AvatarImage.Draw(Encoding.Latin1.GetBytes(content)).Refusal?.Code);

    [Fact]
    public void A_picture_cut_short_is_refused()
    {
        var file = Picture(SKEncodedImageFormat.Png, 300, 300);

        Assert.Equal("avatar-format", AvatarImage.Draw(file[..(file.Length / 2)]).Refusal?.Code);
    }

    /// <summary>Red on the left, blue on the right.</summary>
    private static byte[] Picture(SKEncodedImageFormat format, int width, int height)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.Blue);
        using var red = new SKPaint { Color = SKColors.Red };
        surface.Canvas.DrawRect(0, 0, width / 2f, height, red);
        using var image = surface.Snapshot();
        return image.Encode(format, 90).ToArray();
    }

    private static byte[] WithExif(byte[] jpeg, byte orientation, string place)
    {
        byte[] tiff = [.. "MM\0*\0\0\0\b\0\x01\x01\x12\0\x03\0\0\0\x01\0"u8, orientation, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(place)];
        byte[] segment = [.. "Exif\0\0"u8, .. tiff];
        var length = segment.Length + 2;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. segment, .. jpeg[2..]];
    }

    /// <summary>A PNG that is small as a file, whatever it says of itself.</summary>
    private static byte[] Png(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
            zlib.Write(new byte[100_000]);
        return [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. content];
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        var check = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(check, Checksum(named));
        return [.. length, .. named, .. check];
    }

    /// <summary>CRC-32 as PNG has it (ISO 3309).</summary>
    private static uint Checksum(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) == 0 ? sum >> 1 : (sum >> 1) ^ 0xEDB88320;
        }
        return ~sum;
    }
}
