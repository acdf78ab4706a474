using System.Text;
using System.Xml;
using Parley.Platform.Web.Pages;

namespace Parley.Embed.Feeds;

/// <summary>Feeds as Atom.</summary>
/// <remarks>RFC 4287; what a comment answers as in RFC 4685, further pages as in RFC 5005.</remarks>
internal static class AtomFeed
{
    private const string Namespace = "http://www.w3.org/2005/Atom";
    private const string Threading = "http://purl.org/syndication/thread/1.0";

    public static byte[] Write(Feed feed)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteAttributeString("xmlns", "thr", null, Threading);
            xml.WriteAttributeString("xml", "lang", null, feed.Language);
            Text(xml, "id", feed.Id);
            Text(xml, "title", feed.Title);
            Text(xml, "updated", Times.Machine(feed.Updated));
            Link(xml, "self", feed.Self, FeedFormat.Atom.ContentType);
            Link(xml, "alternate", feed.Page, "text/html");
            if (feed.Next is { } next)
                Link(xml, "next", next, FeedFormat.Atom.ContentType);
            foreach (var entry in feed.Entries)
                Write(xml, entry);
            xml.WriteEndElement();
        }
        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", Namespace);
        Text(xml, "id", entry.Id);
        Text(xml, "title", entry.Title);
        Text(xml, "published", Times.Machine(entry.PublishedAt));
        Text(xml, "updated", Times.Machine(entry.UpdatedAt));
        xml.WriteStartElement("author", Namespace);
        Text(xml, "name", entry.Author);
        xml.WriteEndElement();
        Link(xml, "alternate", entry.Page, "text/html");
        if (entry.Article is { } article)
            Link(xml, "related", article, "text/html");
        if (entry.Answers is { } parent)
        {
            xml.WriteStartElement("in-reply-to", Threading);
            xml.WriteAttributeString("ref", parent.Id);
            xml.WriteAttributeString("href", parent.Page);
            xml.WriteAttributeString("type", "text/html");
            xml.WriteEndElement();
        }
        xml.WriteStartElement("content", Namespace);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(Legal(entry.Html));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string text)
    {
        xml.WriteStartElement(name, Namespace);
        xml.WriteString(Legal(text));
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address, string type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    /// <summary>XML has no place for some characters, not even as references; old imports may hold them.</summary>
    private static string Legal(string text)
    {
        var legal = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (rune.Value is '\t' or '\n' or '\r' or >= 0x20 and not 0xFFFE and not 0xFFFF)
                legal.Append(rune.ToString());
        return legal.ToString();
    }
}
