using System;
using System.Collections.Generic;
using System.IO;

namespace MailOps.Tests.Servers;

/// <summary>A real nginx that serves files over HTTPS on loopback. Skips the calling test where it is not installed.</summary>
internal sealed class WebServer : IDisposable
{
    private readonly RealServer _server;

    /// <param name="names">The names in its certificate besides localhost, blank between them.</param>
    /// <param name="certificate">Which of mkca's: server, expired, wrong or selfsigned.</param>
    public WebServer(string names, string certificate = "server")
    {
        ServerScripts.Require("nginx", "/usr/sbin/nginx");
        _server = RealServer.Start("https-up", new Dictionary<string, string> { ["NAMES"] = names, ["CERT"] = certificate });
    }

    public int Port => _server.Port;

    /// <summary>The server's folder and certificates.</summary>
    public RealServer Server => _server;

    /// <summary>Puts a file where every host finds it, or with a host as first part of the path that host alone.</summary>
    public void Put(string path, byte[] content)
    {
        var file = _server.PathOf(["www", .. path.Split('/')]);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }

    public void Dispose() => _server.Dispose();
}
