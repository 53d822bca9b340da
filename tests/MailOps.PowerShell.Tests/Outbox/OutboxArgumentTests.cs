using System;
using System.Management.Automation;
using System.Net.Mail;
using System.Text;
using MailOps.Net;
using MailOps.Outbox;
using MailOps.Smtp;
using Xunit;

namespace MailOps.PowerShell.Tests;

public sealed class OutboxArgumentTests
{
    [Theory]
    [InlineData("utf8", 65001)]
    [InlineData("ASCII", 20127)]
    [InlineData("iso-8859-1", 28591)]
    [InlineData("28591", 28591)]
    [InlineData(1252, 1252)]
    public void An_encoding_is_known_by_its_names_and_its_number(object text, int codePage) =>
        Assert.Equal(codePage, ((Encoding)new EncodingArgumentAttribute().Transform(null!, text)).CodePage);

    [Fact]
    public void An_encoding_passes_through() =>
        Assert.Same(Encoding.Latin1, new EncodingArgumentAttribute().Transform(null!, new PSObject(Encoding.Latin1)));

    [Fact]
    public void An_unknown_encoding_is_an_error() =>
        Assert.Throws<ArgumentException>(() => new EncodingArgumentAttribute().Transform(null!, "no-such-charset"));

    [Theory]
    [InlineData(10)]
    [InlineData("10")]
    [InlineData(2.5)]
    public void A_bare_number_is_no_delay(object value) =>
        Assert.Throws<ArgumentException>(() => new DelayArgumentAttribute().Transform(null!, value));

    [Fact]
    public void Zero_and_times_are_delays()
    {
        var attribute = new DelayArgumentAttribute();
        Assert.Equal(TimeSpan.Zero, attribute.Transform(null!, 0));
        Assert.Equal("00:10:00", attribute.Transform(null!, "00:10:00"));
        Assert.Equal(TimeSpan.FromMinutes(3), attribute.Transform(null!, TimeSpan.FromMinutes(3)));
    }

    [Theory]
    [InlineData(DeliveryNotificationOptions.None, null)]
    [InlineData(DeliveryNotificationOptions.Never, DsnNotify.Never)]
    [InlineData(DeliveryNotificationOptions.OnFailure | DeliveryNotificationOptions.Delay, DsnNotify.Failure | DsnNotify.Delay)]
    [InlineData(DeliveryNotificationOptions.OnSuccess, DsnNotify.Success)]
    public void The_old_notification_options_keep_their_meaning(DeliveryNotificationOptions old, DsnNotify? expected) =>
        Assert.Equal(expected, DeliveryNotifications.Read(old));

    [Theory]
    [InlineData("mail.corp.example", 0, false, null, ConnectionSecurity.StartTlsWhenAvailable)]
    [InlineData("mail.corp.example", 0, true, null, ConnectionSecurity.StartTls)]
    [InlineData("mail.corp.example", 465, true, 465, ConnectionSecurity.ImplicitTls)]
    [InlineData("mail.corp.example:465", 0, true, 465, ConnectionSecurity.ImplicitTls)]
    [InlineData("mail.corp.example:2525", 587, false, 587, ConnectionSecurity.StartTlsWhenAvailable)]
    public void The_old_server_parameters_keep_their_meaning(string name, int port, bool useSsl, int? expectedPort, ConnectionSecurity security)
    {
        var server = MailTransports.Server(MailServerReference.Parse(name), port, useSsl, null);
        Assert.Equal(("mail.corp.example", expectedPort, security), (server.Host, server.Port, server.Security));
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(7L, 7)]
    [InlineData("7", 7)]
    public void The_number_of_a_mail_is_taken_by_value(object value, long expected) => Assert.Equal(expected, MailNumber.Find(new PSObject(value)));

    [Fact]
    public void The_number_of_a_mail_is_taken_from_the_property_Id()
    {
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("Id", 7L));
        Assert.Equal(7, MailNumber.Find(row));
        Assert.Equal("MailOps.Outbox.NumberMissing", Assert.Throws<MailOpsException>(() => MailNumber.Find(new PSObject())).ErrorId);
        Assert.Throws<MailOpsException>(() => MailNumber.Find(null));
        Assert.Throws<MailOpsException>(() => MailNumber.Find(new PSObject(-1)));
    }
}
