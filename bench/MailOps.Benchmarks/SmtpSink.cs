using System;
using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace MailOps.Benchmarks;

/// <summary>Postfix's smtp-sink on a free port, and smtp-source beside it; ends with this object.</summary>
internal sealed class SmtpSink : IDisposable
{
    private const string Sink = "/usr/sbin/smtp-sink";
    private const string Source = "/usr/sbin/smtp-source";

    private readonly Process _process;

    public SmtpSink()
    {
        if (!File.Exists(Sink) || !File.Exists(Source))
        {
            throw new InvalidOperationException("smtp-sink and smtp-source are not installed (tests/servers/install mail).");
        }

        Port = FreePort();
        _process = Start(Sink, (IsRoot() ? "-u nobody " : "") + $"127.0.0.1:{Port} 1000");
        WaitFor(Port);
    }

    public int Port { get; }

    /// <summary>Messages a second of smtp-source, its connections kept open.</summary>
    public double MeasureSource(int sessions, int messages, int size)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(Source, $"-d -s {sessions} -m {messages} -l {size} -f a@corp.example -t b@remote.example 127.0.0.1:{Port}");
        process.WaitForExit();
        return process.ExitCode == 0 ? messages / watch.Elapsed.TotalSeconds : throw new InvalidOperationException("smtp-source failed.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static bool IsRoot()
    {
        using var id = Start("/usr/bin/id", "-u");
        return id.StandardOutput.ReadToEnd().Trim() == "0";
    }

    private static Process Start(string program, string arguments) =>
        Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void WaitFor(int port)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                using var client = new TcpClient("127.0.0.1", port);
                return;
            }
            catch (SocketException) when (attempt < 200)
            {
                Thread.Sleep(20);
            }
        }
    }
}
