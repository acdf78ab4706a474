using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Parley.Platform.Web;

/// <summary>Seals the secret part of a key of the ring with the installation's secret.</summary>
internal sealed class KeyRingSeal(Seal seal) : IXmlEncryptor
{
    internal const string Purpose = "key-ring";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(
        new XElement("sealed", Convert.ToBase64String(
            seal.Close(Purpose, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting))))),
        typeof(KeyRingUnseal));
}

/// <summary>Made by the framework from its name in the key.</summary>
public sealed class KeyRingUnseal : IXmlDecryptor
{
    private readonly Seal _seal;

    public KeyRingUnseal(IServiceProvider services) => _seal = services.GetRequiredService<Seal>();

    /// <exception cref="System.Security.Cryptography.CryptographicException">Another installation's secret closed it.</exception>
    public XElement Decrypt(XElement encryptedElement) =>
        _seal.Open(KeyRingSeal.Purpose, Convert.FromBase64String(encryptedElement.Value)) is { } plain
            ? XElement.Parse(Encoding.UTF8.GetString(plain))
            : throw new System.Security.Cryptography.CryptographicException("The key ring was sealed with another secret.");
}
